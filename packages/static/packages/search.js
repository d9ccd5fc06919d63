/* If the results can't be fetched, the browser goes to them itself, and says what is wrong. */
for (const failure of ['htmx:responseError', 'htmx:sendError', 'htmx:timeout']) {
	document.addEventListener(failure, () => document.getElementById('search').submit());
}
