package org.plumbline.ui.views.properties;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.plumbline.ui.core.UiCore;
import org.plumbline.ui.core.document.ExperimentEditor;

/** Gives the Properties view its page for experiment editors. */
public final class SettingsPageFactory implements IAdapterFactory {

    @Override
    public <T> T getAdapter(Object adaptable, Class<T> type) {
        return adaptable instanceof ExperimentEditor editor && type == IPropertySheetPage.class
                ? type.cast(new SettingsPage(editor, UiCore.get().registry(), UiCore.get().types())) : null;
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {IPropertySheetPage.class};
    }
}
