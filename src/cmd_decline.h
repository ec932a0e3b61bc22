/* `kualik decline`: names in a case, one a line. */
#ifndef KUALIK_CMD_DECLINE_H
#define KUALIK_CMD_DECLINE_H

/* Runs the command with its arguments, argv[0] being "decline". Returns the exit status: 0;
 * 1 when a name could not be declined; 2 when the options make no sense. */
int cmd_decline(int argc, char **argv);

#endif
