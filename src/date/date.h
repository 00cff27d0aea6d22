/* The normaliser "date": see date.c for how it goes and edtf.h for what comes out. */
#ifndef RT_DATE_DATE_H
#define RT_DATE_DATE_H

#include "value/value.h"

rt_normaliser_fn rt_normalise_date;

#endif
