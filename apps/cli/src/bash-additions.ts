/**
 * Behind what the library prints for bash. It takes the words of the line from a package, bash-completion, that not every machine has; and it
 * lets bash complete no file names, whatever it is answered.
 */
export function bashAdditions(program: string): string {
  return `
if ! declare -F _get_comp_words_by_ref > /dev/null; then
    _get_comp_words_by_ref() {
        cword=$COMP_CWORD
        words=("\${COMP_WORDS[@]}")
        cur=\${words[cword]}
        prev=\${words[cword - 1]}
    }
fi
complete -o default -F __${program}_complete ${program}
`;
}
