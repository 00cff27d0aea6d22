/* The normaliser "date": see date.c for how it goes and date_value.h for what comes out. */
#ifndef RT_VALUE_DATE_H
#define RT_VALUE_DATE_H

#include "value/value.h"

rt_normaliser_fn rt_normalise_date;

#endif
