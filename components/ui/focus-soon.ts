const pauseMs = 50;

/**
 * Moves the focus to what has this id, where what had it is about to go; what is not there yet is waited for, two
 * seconds at most.
 */
export function focusSoon(id: string, attempts = 2000 / pauseMs): void {
  // A question that led here holds the focus until it is gone.
  setTimeout(() => {
    const place = document.getElementById(id);
    if (place) place.focus();
    else if (attempts > 1) focusSoon(id, attempts - 1);
  }, pauseMs);
}
