package org.plumbline.ui.diagram;

import org.eclipse.draw2d.PositionConstants;
import org.eclipse.gef.ui.palette.FlyoutPaletteComposite;
import org.eclipse.gef.ui.palette.FlyoutPaletteComposite.FlyoutPreferences;

/** Where the palette stands; the same in all editors of a session. */
final class PaletteState implements FlyoutPreferences {
    private int location = PositionConstants.EAST;
    private int state = FlyoutPaletteComposite.STATE_PINNED_OPEN;
    private int width = 128;

    @Override
    public int getDockLocation() {
        return location;
    }

    @Override
    public int getPaletteState() {
        return state;
    }

    @Override
    public int getPaletteWidth() {
        return width;
    }

    @Override
    public void setDockLocation(int newLocation) {
        location = newLocation;
    }

    @Override
    public void setPaletteState(int newState) {
        state = newState;
    }

    @Override
    public void setPaletteWidth(int newWidth) {
        width = newWidth;
    }
}
