package org.plumbline.ui.views.properties;

import java.util.Optional;
import java.util.function.Function;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.plumbline.engine.contribution.ParameterType;
import org.plumbline.model.experiment.ValueSet;
import org.plumbline.model.sweep.ValueExpansion;
import org.plumbline.ui.core.type.SweepSummary;
import org.plumbline.model.sweep.ValueKind;

/** Chooses the values of a sweep and shows, while one types, which they are or what is wrong. */
final class SweepDialog extends TitleAreaDialog {
    private static final int END = IDialogConstants.CLIENT_ID + 1;
    private static final int SHOWN = 12;

    private final String label;
    private final ImmutableList<SweepDraft> drafts;
    private final ValueKind kind;
    private final long baseSeed;
    private final Function<String, String> fault;
    private final Optional<ValueSet> before;
    private final String single;
    private final MutableList<Text> fields = Lists.mutable.empty();
    private Combo choice;
    private Composite form;
    private Label preview;
    private Optional<ValueSet> values = Optional.empty();

    SweepDialog(Shell parent, String label, ParameterType type, boolean seed, long baseSeed,
            Function<String, String> fault, Optional<ValueSet> before, String single) {
        super(parent);
        this.label = label;
        this.drafts = SweepDraft.suiting(type, seed);
        this.kind = SweepSummary.kind(type);
        this.baseSeed = baseSeed;
        this.fault = fault;
        this.before = before;
        this.single = single;
    }

    /** @return the values chosen, or empty if the sweep is to end */
    Optional<ValueSet> values() {
        return values;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText("Sweep");
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        setTitle("Sweep " + label);
        setMessage("One trial is run for each value, and for each combination with other sweeps.");
        Composite body = new Composite(area, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(body);
        GridLayoutFactory.swtDefaults().numColumns(2).margins(12, 12).applyTo(body);
        new Label(body, SWT.NONE).setText("Kind");
        choice = new Combo(body, SWT.READ_ONLY);
        choice.setItems(drafts.collect(SweepDraft::label).toArray(new String[0]));
        GridDataFactory.fillDefaults().grab(true, false).applyTo(choice);
        form = new Composite(body, SWT.NONE);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(form);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(form);
        preview = new Label(body, SWT.WRAP);
        GridDataFactory.fillDefaults().span(2, 1).grab(true, true).hint(420, 60).applyTo(preview);
        SweepDraft first = before.map(SweepDraft::of).filter(drafts::contains).orElse(drafts.getFirst());
        choice.select(drafts.indexOf(first));
        choice.addListener(SWT.Selection, e -> fill(draft().initial(single)));
        fill(before.map(SweepDraft::texts).filter(t -> t.size() == first.fields().size())
                .orElseGet(() -> first.initial(single)));
        return area;
    }

    private SweepDraft draft() {
        return drafts.get(choice.getSelectionIndex());
    }

    private void fill(ImmutableList<String> texts) {
        for (Control old : form.getChildren()) {
            old.dispose();
        }
        fields.clear();
        draft().fields().forEachWithIndex((name, i) -> {
            new Label(form, SWT.NONE).setText(name);
            Text text = new Text(form, SWT.BORDER);
            GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
            text.setText(texts.get(i));
            text.addListener(SWT.Modify, e -> check());
            fields.add(text);
        });
        form.requestLayout();
        check();
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        if (before.isPresent()) {
            createButton(parent, END, "End Sweep", false);
        }
        super.createButtonsForButtonBar(parent);
        check();
    }

    private void check() {
        String wrong = "";
        try {
            ValueSet draft = draft().values(fields.collect(Text::getText).toImmutable());
            ImmutableList<String> expanded = ValueExpansion.expand(draft, kind, baseSeed);
            wrong = expanded.collect(fault::apply).detectOptional(f -> !f.isEmpty()).orElse("");
            preview.setText(expanded.size() + (expanded.size() == 1 ? " value: " : " values: ")
                    + expanded.take(SHOWN).makeString(", ") + (expanded.size() > SHOWN ? " … " + expanded.getLast() : ""));
            values = Optional.of(draft);
        } catch (IllegalArgumentException e) {
            wrong = String.valueOf(e.getMessage());
            preview.setText("");
        }
        setErrorMessage(wrong.isEmpty() ? null : wrong);
        if (getButton(IDialogConstants.OK_ID) != null) {
            getButton(IDialogConstants.OK_ID).setEnabled(wrong.isEmpty());
        }
    }

    @Override
    protected void buttonPressed(int button) {
        if (button == END) {
            values = Optional.empty();
            setReturnCode(OK);
            close();
        } else {
            super.buttonPressed(button);
        }
    }
}
