/*
 * XML one piece after another, by way of libxml2's reader, which is behind xml.c. No network, no
 * entities of the document's own.
 *
 *	struct rt_xml *xml = rt_xml_open(bytes, len);
 *	while (rt_xml_next(xml) > 0)
 *		if (xml->event == RT_XML_TEXT) …
 *	rt_xml_close(xml);
 */
#ifndef RT_READ_XML_H
#define RT_READ_XML_H

#include <stdbool.h>
#include <stddef.h>

enum rt_xml_event { RT_XML_OPEN, RT_XML_CLOSE, RT_XML_TEXT };

struct rt_xml {
	enum rt_xml_event event;
	const char *name; /* of the element that opens or closes, without prefix; "" for a text */
	const char *text; /* of a text, good until the next piece */
	void *reader;
	bool close_next; /* an element without content closes where it opens */
};

struct rt_xml *rt_xml_open(const char *bytes, size_t len);
void rt_xml_close(struct rt_xml *xml);
/* 1, 0 at the end, -1 where the XML is broken from here on. */
int rt_xml_next(struct rt_xml *xml);
/* Of the element that opens, by its name without prefix; borrowed until the next call; or NULL. */
const char *rt_xml_value(struct rt_xml *xml, const char *name);
bool rt_xml_opens(const struct rt_xml *xml, const char *name);
bool rt_xml_closes(const struct rt_xml *xml, const char *name);
/* Steps over the element that has just opened, with all in it. */
void rt_xml_skip(struct rt_xml *xml);

#endif
