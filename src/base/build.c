#include "config.h"

#include "base/build.h"
#include "base/build_stamp.h"

const char *rt_build_stamp(void)
{
	return PACKAGE_VERSION "-" RT_BUILD_SUM;
}
