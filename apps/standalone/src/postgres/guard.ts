/**
 * A shell script that runs the server (its arguments) and ends with it. It reads names of signals from standard input and
 * passes them on. At the end of the input, which comes when our process dies however it dies, it ends the server: quickly
 * (SIGINT), and after 3 s at any price (SIGQUIT), so that nothing is left for the next start to trip over.
 */
export const guardScript = `
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
(
  while read -r signal <&3; do kill -s "$signal" "$server"; done
  kill -s INT "$server"
  sleep 3
  kill -s QUIT "$server"
) &
exec 3<&-
wait "$server"
status=$?
trap '' TERM
kill -s TERM 0
exit "$status"
`;
