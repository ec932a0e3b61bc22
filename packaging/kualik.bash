# bash completion for kualik. Commands and options are those that its help shows.

# _kualik_files WORD TYPE…: files of these types, and folders.
_kualik_files()
{
    local word=$1 type
    shift
    COMPREPLY=($(compgen -d -- "$word"))
    for type; do
        COMPREPLY+=($(compgen -f -X "!*.$type" -- "$word"))
    done
}

_kualik()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]}
    local IFS=$'\n'
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ] || { [ "$COMP_CWORD" -eq 2 ] && [ "$command" = help ]; }; then
        COMPREPLY=($(compgen -W "$(kualik --help |
            sed -n '/^  kualik help /q; s/^  kualik \([^ ]*\) .*/\1/p')
help" -- "$word"))
        return
    fi
    case $word in
    -*)
        COMPREPLY=($(compgen -W "$(kualik help "$command" | grep -o -- '^  ....--[a-z-]*' |
            grep -o -- '--[a-z-]*')" -- "$word"))
        return
        ;;
    esac
    if [ "$COMP_CWORD" -eq 2 ] && [ "$command" = register ]; then
        COMPREPLY=($(compgen -W "$(kualik help register | sed -n 's/^  \([a-z]*\) .*/\1/p')" -- "$word"))
        return
    fi
    case $before in
    -o | --output)
        case $command in
        issue | register) COMPREPLY=($(compgen -d -- "$word")) ;;
        *) COMPREPLY=($(compgen -f -- "$word")) ;;
        esac
        ;;
    --printer)
        COMPREPLY=($(compgen -W "$(sed -n 's/^\[printer \(.*\)\]$/\1/p' \
            "${XDG_CONFIG_HOME:-$HOME/.config}/kualik/printers.ini" 2>/dev/null)" -- "$word"))
        ;;
    -t | --template | --form) _kualik_files "$word" ini ;;
    -r | --roster) _kualik_files "$word" csv tsv txt xlsx ods ;;
    --register) _kualik_files "$word" db ;;
    --level) COMPREPLY=($(compgen -W $'B-B\nB-T\nB-LT\nB-LTA' -- "$word")) ;;
    --on-tsa-failure) COMPREPLY=($(compgen -W $'fail\nplain' -- "$word")) ;;
    --state) COMPREPLY=($(compgen -W $'issued\nduplicate\nspoiled\nrevoked\nspare' -- "$word")) ;;
    --fonts) COMPREPLY=($(compgen -d -- "$word")) ;;
    --lang) COMPREPLY=($(compgen -W $'kk\nru' -- "$word")) ;;
    --ui-lang) COMPREPLY=($(compgen -W $'kk\nru\nen' -- "$word")) ;;
    --sub-filter) COMPREPLY=($(compgen -W $'ETSI.CAdES.detached\nadbe.pkcs7.detached' -- "$word")) ;;
    --signer-input) COMPREPLY=($(compgen -W $'digest\nbytes' -- "$word")) ;;
    --sides) COMPREPLY=($(compgen -W $'one\nlong\nshort' -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
    esac
}
complete -o filenames -F _kualik kualik
