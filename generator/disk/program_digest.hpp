// Which program this is: what another one remembered is made anew.
#pragma once

#include "text/digest.hpp"

namespace knav {

/// Of the running program: of the build id that the linker gave it, which is of all that is in it; without one, of its
/// bytes. Throws EnvironmentError if these cannot be read.
[[nodiscard]] Digest program_digest();

}  // namespace knav
