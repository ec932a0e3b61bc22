/* The commands, each in a file of its own. argv[0] is the command's name; the result is the
 * exit status. */
#ifndef KUALIK_COMMANDS_H
#define KUALIK_COMMANDS_H

int cmd_check(int argc, char **argv);
int cmd_issue(int argc, char **argv);
int cmd_verify(int argc, char **argv);
int cmd_decline(int argc, char **argv);

#endif
