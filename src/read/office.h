/*
 * Office documents since 2007 (docx, xlsx, pptx) and OpenDocument (odt, ods, odp): zip archives of XML.
 * One document: who made it, then its words; what is embedded in it becomes a document of its own.
 */
#ifndef RT_READ_OFFICE_H
#define RT_READ_OFFICE_H

#include "read/reader_p.h"

/* By what the archive's first files are. */
bool rt_office_is(const char *bytes, size_t len);
rt_read_bytes rt_read_office;

#endif
