/* XML by hand: three functions are all that two graph formats need. */
#ifndef RT_OUT_XML_H
#define RT_OUT_XML_H

#include "base/str.h"

/* Appends text fit for content and for attributes in double quotes; characters that XML 1.0 does
 * not know become U+FFFD. NULL gives nothing. */
void rt_xml_text(struct rt_str *out, const char *text);
/* Appends ` name="text"`; nothing where text is NULL. */
void rt_xml_attribute(struct rt_str *out, const char *name, const char *text);
/* A number with up to 4 digits behind the point, always with a point for decimals. */
void rt_xml_real(struct rt_str *out, double number);

#endif
