/* Preloaded into kualik, it spoils the reading of the list CUT_LIST: from the CUT_PASS-th time
 * on that the list is read from its beginning, what follows its first 64 KB cannot be read, or,
 * if CUT_TOUCH is set, the list is written to by somebody else at that moment. */
#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int passes;
static size_t seen;

static bool is_list(int fd)
{
    const char *path = getenv("CUT_LIST");
    struct stat list, file;
    return path && stat(path, &list) == 0 && fstat(fd, &file) == 0 &&
           list.st_dev == file.st_dev && list.st_ino == file.st_ino;
}

off_t lseek(int fd, off_t offset, int whence)
{
    off_t (*next)(int, off_t, int) = (off_t(*)(int, off_t, int))dlsym(RTLD_NEXT, "lseek");
    if (offset == 0 && whence == SEEK_SET && is_list(fd)) {
        passes++;
        seen = 0;
    }
    return next(fd, offset, whence);
}

ssize_t read(int fd, void *bytes, size_t room)
{
    ssize_t (*next)(int, void *, size_t) =
        (ssize_t(*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
    if (is_list(fd) && seen >= 65536 && passes >= atoi(getenv("CUT_PASS"))) {
        if (!getenv("CUT_TOUCH")) {
            errno = EIO;
            return -1;
        }
        futimens(fd, NULL);
    }
    ssize_t size = next(fd, bytes, room);
    if (size > 0 && is_list(fd))
        seen += (size_t)size;
    return size;
}
