#include "read/xml.h"

#include "base/mem.h"

#include <libxml/xmlreader.h>
#include <limits.h>
#include <pthread.h>
#include <string.h>

struct rt_xml *rt_xml_open(const char *bytes, size_t len)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, xmlInitParser);
	struct rt_xml *xml = rt_alloc_zero(1, sizeof *xml);
	xml->name = xml->text = "";
	xml->reader = xmlReaderForMemory(bytes, len < INT_MAX ? (int)len : INT_MAX, NULL, NULL,
		XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	return xml;
}

void rt_xml_close(struct rt_xml *xml)
{
	if (xml->reader)
		xmlFreeTextReader(xml->reader);
	rt_free(xml);
}

static const char *string(const xmlChar *text)
{
	return text ? (const char *)text : "";
}

int rt_xml_next(struct rt_xml *xml)
{
	int state;
	xml->text = "";
	if (xml->close_next) {
		xml->close_next = false;
		xml->event = RT_XML_CLOSE;
		return 1;
	}
	while (xml->reader && (state = xmlTextReaderRead(xml->reader)) == 1) {
		int type = xmlTextReaderNodeType(xml->reader);
		xml->name = string(xmlTextReaderConstLocalName(xml->reader));
		if (type == XML_READER_TYPE_ELEMENT) {
			xml->event = RT_XML_OPEN;
			xml->close_next = xmlTextReaderIsEmptyElement(xml->reader) == 1;
			return 1;
		}
		if (type == XML_READER_TYPE_END_ELEMENT) {
			xml->event = RT_XML_CLOSE;
			return 1;
		}
		if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
			type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE) {
			xml->event = RT_XML_TEXT;
			xml->name = "";
			xml->text = string(xmlTextReaderConstValue(xml->reader));
			return 1;
		}
	}
	return xml->reader && !state ? 0 : -1;
}

const char *rt_xml_value(struct rt_xml *xml, const char *name)
{
	const char *value = NULL;
	while (!value && xmlTextReaderMoveToNextAttribute(xml->reader) == 1)
		if (!strcmp(string(xmlTextReaderConstLocalName(xml->reader)), name))
			value = string(xmlTextReaderConstValue(xml->reader));
	/* The value stays where it is until the reader reads on. */
	xmlTextReaderMoveToElement(xml->reader);
	return value;
}

bool rt_xml_opens(const struct rt_xml *xml, const char *name)
{
	return xml->event == RT_XML_OPEN && !strcmp(xml->name, name);
}

bool rt_xml_closes(const struct rt_xml *xml, const char *name)
{
	return xml->event == RT_XML_CLOSE && !strcmp(xml->name, name);
}

void rt_xml_skip(struct rt_xml *xml)
{
	for (size_t depth = 1; depth && rt_xml_next(xml) > 0;) {
		depth += xml->event == RT_XML_OPEN;
		depth -= xml->event == RT_XML_CLOSE;
	}
}
