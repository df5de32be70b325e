// Memory in big pages. A build asks the system for a hundred megabytes and more, and to get them four kilobytes at a time, each
// mapped and cleared at its first touch, is a fifth of a small build. In pages of two megabytes it is next to nothing.
#pragma once

namespace knav::cli {

/// The first of the memory that is asked for lies in big pages (madvise(2), MADV_HUGEPAGE), where allocator and system can;
/// otherwise all is as it was. Beyond that first part pages are small: the ends of big ones are taken and never used.
void use_big_pages();

}  // namespace knav::cli
