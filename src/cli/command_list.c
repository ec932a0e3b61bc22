#include "cli/command_list.h"

#include "cli/commands.h"

#include <stddef.h>
#include <string.h>

const struct command command_list[COMMAND_COUNT + 1] = {
    {"new", cmd_new, N_("make a folder with a template and a list to begin with"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"check", cmd_check, N_("look for everything that is wrong with a list, before issuing"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"preview", cmd_preview, N_("show one certificate, as it would be issued"), EXIT_UNUSABLE,
     EXIT_UNUSABLE},
    {"print", cmd_print, N_("write one file for the printer with everybody's certificate"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"calibrate", cmd_calibrate, N_("put a printer right: a sheet to measure, and its profile"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"issue", cmd_issue, N_("write a signed certificate for every person of a list"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"register", cmd_register, N_("look into the register of certificates, or change it"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"proof", cmd_proof, N_("make lists to be proof-read and signed by each delegation"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"journal", cmd_journal, N_("make the journal of issue, to be signed, from the register"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"attendance", cmd_attendance, N_("make sheets to be signed for each day of an event"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"verify", cmd_verify, N_("check the signatures of certificates"), EXIT_SOME, EXIT_UNSURE},
    {"seal-key", cmd_seal_key, N_("make the key that seals sheets of paper"), EXIT_UNUSABLE,
     EXIT_UNUSABLE},
    {"seal-list", cmd_seal_list,
     N_("write which certificates are not valid any more, for whoever checks seals"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"sign", cmd_sign, N_("add the signature of the next signatory to certificates"),
     EXIT_UNUSABLE, EXIT_UNUSABLE},
    {"extend", cmd_extend, N_("raise or renew the level of signatures"), EXIT_UNUSABLE,
     EXIT_UNUSABLE},
    {"decline", cmd_decline, N_("put Kazakh or Russian names into a case"), EXIT_UNUSABLE,
     EXIT_UNUSABLE},
    {0},
};

const struct command *command_list_find(const char *name)
{
    for (const struct command *command = command_list; command->name; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}
