/*
 * Which sources this program was built from. What is kept for later (mentions, entities) bears the
 * stamp, so that a program that was changed does not take old work for its own, even where nobody
 * has given it a new version.
 */
#ifndef RT_BASE_BUILD_H
#define RT_BASE_BUILD_H

/* Version and checksum of the library's sources: the same from the same sources everywhere. Static. */
const char *rt_build_stamp(void);

#endif
