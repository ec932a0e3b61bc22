# bash completion for kualik. Commands and options are those that its help shows.

_kualik()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]}
    local IFS=$'\n'
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ] || { [ "$COMP_CWORD" -eq 2 ] && [ "$command" = help ]; }; then
        COMPREPLY=($(compgen -W "$(kualik --help | sed -n 's/^  kualik \([a-z]*\)  .*/\1/p')
help" -- "$word"))
        return
    fi
    case $word in
    -*)
        COMPREPLY=($(compgen -W "$(kualik help "$command" | grep -o -- '^  [-, a-z]*--[a-z-]*' |
            grep -o -- '--[a-z-]*')" -- "$word"))
        return
        ;;
    esac
    case $before in
    -o | --output)
        case $command in
        preview | print | proof | attendance | journal | calibrate) COMPREPLY=($(compgen -f -- "$word")) ;;
        *) COMPREPLY=($(compgen -d -- "$word")) ;;
        esac
        ;;
    --printer)
        COMPREPLY=($(compgen -W "$(sed -n 's/^\[printer \(.*\)\]$/\1/p' \
            "${XDG_CONFIG_HOME:-$HOME/.config}/kualik/printers.ini" 2>/dev/null)" -- "$word"))
        ;;
    --fonts) COMPREPLY=($(compgen -d -- "$word")) ;;
    --lang) COMPREPLY=($(compgen -W $'kk\nru' -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
    esac
}
complete -o filenames -F _kualik kualik
