/* Without this script the fields can be read and selected, and there is no button. */
for (const button of document.querySelectorAll('[data-copy]')) {
	const field = document.getElementById(button.dataset.copy);
	const said = button.parentElement.querySelector('[role="status"]');
	button.hidden = false;
	button.addEventListener('click', async () => {
		field.select();
		said.textContent = '';
		said.textContent = (await copied(field.value)) ? 'Copied' : 'Selected: press Ctrl+C';
	});
}

async function copied(text) {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return document.execCommand('copy'); // where a page without https has no clipboard
	}
}
