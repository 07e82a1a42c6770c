package org.eclipse.ui.internal;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Cursor;
import org.eclipse.swt.widgets.Display;

/**
 * The cursors that GEF 3.2 shows while its palette is dragged to another side.
 * The workbench dropped this class; the platform's own cursors stand in for its images.
 */
public final class DragCursors {

	/** The palette cannot be dropped here. */
	public static final int INVALID = 0;
	/** The palette will dock at the left. */
	public static final int LEFT = 1;
	/** The palette will dock at the right. */
	public static final int RIGHT = 2;
	/** The palette will dock at the top. */
	public static final int TOP = 3;
	/** The palette will dock at the bottom. */
	public static final int BOTTOM = 4;
	/** The palette will stack on what is there. */
	public static final int CENTER = 5;
	/** The palette will leave the window. */
	public static final int OFFSCREEN = 6;

	private DragCursors() {
	}

	/**
	 * The cursor for a place to drop.
	 *
	 * @param code one of the constants of this class; any other means {@link #INVALID}
	 * @return a cursor that belongs to the display, never to be disposed
	 */
	public static Cursor getCursor(int code) {
		return Display.getCurrent().getSystemCursor(systemCursor(code));
	}

	private static int systemCursor(int code) {
		return switch (code) {
			case LEFT -> SWT.CURSOR_SIZEW;
			case RIGHT -> SWT.CURSOR_SIZEE;
			case TOP -> SWT.CURSOR_SIZEN;
			case BOTTOM -> SWT.CURSOR_SIZES;
			case CENTER, OFFSCREEN -> SWT.CURSOR_SIZEALL;
			default -> SWT.CURSOR_NO;
		};
	}
}
