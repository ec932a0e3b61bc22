/* The commands, each in a file of its own. argv[0] is the command's name; the result is the
 * exit status. What keeps a command from its work, or ends it, is in `err` then, and main tells
 * it; what it has told by itself, as of a row or a file, is not. */
#ifndef KUALIK_COMMANDS_H
#define KUALIK_COMMANDS_H

#include "base/error.h"

/* Of all commands but verify, which scripts ask a question of their own. */
enum exit_status {
    EXIT_DONE = 0,     /* all that was asked for is done */
    EXIT_SOME = 1,     /* some rows failed, the others are written */
    EXIT_UNUSABLE = 2, /* usage, template, list or key: nothing was written */
    EXIT_STOPPED = 3,  /* before the end: what is written is whole, the next run goes on */
    EXIT_UNSURE = 4,   /* all is done, but the disk did not confirm it, the list has changed
                        * meanwhile, or this could not be told */
};

int cmd_check(int argc, char **argv, struct error *err);
int cmd_preview(int argc, char **argv, struct error *err);
int cmd_proof(int argc, char **argv, struct error *err);
int cmd_attendance(int argc, char **argv, struct error *err);
int cmd_journal(int argc, char **argv, struct error *err);
int cmd_issue(int argc, char **argv, struct error *err);
int cmd_print(int argc, char **argv, struct error *err);
int cmd_calibrate(int argc, char **argv, struct error *err);
int cmd_verify(int argc, char **argv, struct error *err);
int cmd_sign(int argc, char **argv, struct error *err);
int cmd_extend(int argc, char **argv, struct error *err);
int cmd_decline(int argc, char **argv, struct error *err);
int cmd_register(int argc, char **argv, struct error *err);
int cmd_seal_key(int argc, char **argv, struct error *err);
int cmd_seal_list(int argc, char **argv, struct error *err);
int cmd_verify_seal(int argc, char **argv, struct error *err);
int cmd_new(int argc, char **argv, struct error *err);

#endif
