#include "config.h"
#include "redthread.h"

const char *rt_version(void)
{
	return PACKAGE_VERSION;
}
