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

# _kualik_shipped WORD FOLDER: and the names of what comes with kualik there.
_kualik_shipped()
{
    local program file names=
    program=$(readlink -f -- "$(type -P kualik)")
    for file in "${program%/*/*}/share/kualik/$2"/*.ini; do
        [ -e "$file" ] && file=${file##*/} && names+=${file%.ini}$'\n'
    done
    COMPREPLY+=($(compgen -W "$names" -- "$1"))
}

# _kualik_takes COMMAND OPTION: something follows the option, as the command's help shows.
_kualik_takes()
{
    kualik help "$1" | grep -Eq -e "^ +(-., )?$2 [^ ]" -e "^ +$2, --[a-z-]+ [^ ]"
}

# _kualik_acts ACTIONS: one of them is among the words before the last.
_kualik_acts()
{
    local i
    for ((i = 2; i < COMP_CWORD; i++)); do
        case $'\n'$1$'\n' in *$'\n'"${COMP_WORDS[i]}"$'\n'*) return ;; esac
    done
    return 1
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
    if [ "$command" = register ]; then
        local actions
        actions=$(kualik help register | sed -n 's/^  \([a-z]*\) .*/\1/p')
        if ! _kualik_acts "$actions" && ! { [[ $before = -* ]] && _kualik_takes register "$before"; }; then
            COMPREPLY=($(compgen -W "$actions" -- "$word"))
            return
        fi
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
    -t | --template)
        [ "$command" = new ] || _kualik_files "$word" ini
        case $command in
        attendance | journal) _kualik_shipped "$word" templates/forms ;;
        calibrate) ;;
        *) _kualik_shipped "$word" templates ;;
        esac
        ;;
    --form)
        _kualik_files "$word" ini
        _kualik_shipped "$word" templates/forms
        ;;
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
