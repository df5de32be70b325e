// A folder of a test's own, gone when the test is over, and the few things tests do in it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

namespace knav {

class TemporaryFolder {
public:
    TemporaryFolder() {
        auto name = (std::filesystem::temp_directory_path() / "knav-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

    void write(std::string_view name, std::string_view bytes) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream{path_ / name, std::ios::binary} << bytes;
    }
    [[nodiscard]] std::string read(std::string_view name) const {
        std::ifstream file{path_ / name, std::ios::binary};
        if (!file) return "(there is no " + std::string{name} + ")";
        return {std::istreambuf_iterator<char>{file}, {}};
    }
    /// Makes a file look as if it had been left alone for a minute, as far as times that can be set go.
    void age(std::string_view name, int seconds = 60) const {
        std::filesystem::last_write_time(path_ / name,
                                         std::filesystem::file_time_type::clock::now() - std::chrono::seconds{seconds});
    }

private:
    std::filesystem::path path_;
};

}  // namespace knav
