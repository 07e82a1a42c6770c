package org.plumbline.model;

import org.plumbline.model.experiment.Axis;
import org.plumbline.model.experiment.Component;
import org.plumbline.model.experiment.Configured;
import org.plumbline.model.experiment.Connection;
import org.plumbline.model.experiment.ConnectionType;
import org.plumbline.model.experiment.Experiment;
import org.plumbline.model.experiment.ExperimentFactory;
import org.plumbline.model.experiment.GeometricValues;
import org.plumbline.model.experiment.LayerComposition;
import org.plumbline.model.experiment.LayerNode;
import org.plumbline.model.experiment.ListValues;
import org.plumbline.model.experiment.NodeRole;
import org.plumbline.model.experiment.SeedValues;
import org.plumbline.model.experiment.Setting;
import org.plumbline.model.experiment.SweepMode;
import org.plumbline.model.experiment.ValueSet;
import org.plumbline.model.layout.DiagramLayout;
import org.plumbline.model.layout.LayoutFactory;
import org.plumbline.model.layout.NodeBounds;

/** Experiments that tests start from. */
public final class Samples {

    private static final ExperimentFactory FACTORY = ExperimentFactory.eINSTANCE;

    private Samples() {
    }

    /** The scaling experiment with Adam; its file is resources/tanh-adam.experiment. */
    public static Experiment tanhAdam() {
        Experiment e = FACTORY.createExperiment();
        e.setName("tanh-adam");
        e.setTitle("Residual tanh networks under Adam");
        e.setDescription("How the weights of a residual network with tanh scale with its depth, trained by Adam.");
        Component dataset = add(e, FACTORY.createDataset(), "dataset", "synthetic-ode");
        Component architecture = add(e, FACTORY.createArchitectureFamily(), "architecture", "residual-dense",
                "width", "10", "activation", "tanh", "delta", "shared");
        Component initialiser = add(e, FACTORY.createInitialiser(), "initialiser", "xavier-depth", "sd", "0.01");
        Component optimiser = add(e, FACTORY.createOptimiser(), "optimiser", "adam", "lr", "0.01");
        Component loss = add(e, FACTORY.createLoss(), "loss", "squared-error");
        Component training = add(e, FACTORY.createTraining(), "training", "minibatch",
                "batch", "32", "epochs", "200", "tolerance", "0.001");
        Component scaling = add(e, FACTORY.createAnalysis(), "scaling", "depth-scaling");
        connect(e, dataset, training, ConnectionType.DATA);
        connect(e, architecture, initialiser, ConnectionType.NETWORK);
        connect(e, initialiser, training, ConnectionType.WEIGHTS);
        connect(e, optimiser, training, ConnectionType.UPDATES);
        connect(e, loss, training, ConnectionType.OBJECTIVE);
        connect(e, training, scaling, ConnectionType.TRAINED);
        e.setSweep(FACTORY.createSweep());
        e.getSweep().setMode(SweepMode.PRODUCT);
        axis(e, architecture, "depth", geometric(3, 1300, Math.cbrt(2)));
        SeedValues seeds = FACTORY.createSeedValues();
        seeds.setCount(3);
        axis(e, null, "seed", seeds);
        return e;
    }

    /** Positions from left to right for {@link #tanhAdam()}. */
    public static DiagramLayout layout() {
        DiagramLayout layout = LayoutFactory.eINSTANCE.createDiagramLayout();
        place(layout, "dataset", 40, 40);
        place(layout, "architecture", 40, 140);
        place(layout, "initialiser", 240, 140);
        place(layout, "optimiser", 240, 240);
        place(layout, "loss", 240, 340);
        place(layout, "training", 440, 140);
        place(layout, "scaling", 640, 140);
        return layout;
    }

    /** A composition of input layer and repeated residual blocks in place of the family of {@link #tanhAdam()}. */
    public static Experiment composed() {
        Experiment e = tanhAdam();
        LayerComposition c = FACTORY.createLayerComposition();
        c.setId("architecture");
        Component old = ComponentKind.ARCHITECTURE.in(e).get(0);
        e.getComponents().set(e.getComponents().indexOf(old), c);
        e.getConnections().stream().filter(x -> x.getSource() == old).forEach(x -> x.setSource(c));
        e.getSweep().getAxes().get(0).setComponent(c);
        LayerNode root = layer(c, FACTORY.createSequenceNode(), "net", null, 0, NodeRole.BRANCH);
        set((Configured) layer(c, FACTORY.createLeafNode(), "in", root, 0, NodeRole.BRANCH), "dense", "width", "10");
        var repeat = FACTORY.createRepeatNode();
        repeat.setCount("depth");
        layer(c, repeat, "blocks", root, 1, NodeRole.BRANCH);
        LayerNode residual = layer(c, FACTORY.createResidualNode(), "block", repeat, 0, NodeRole.BRANCH);
        set((Configured) layer(c, FACTORY.createLeafNode(), "inner", residual, 0, NodeRole.BRANCH), "dense");
        set((Configured) layer(c, FACTORY.createLeafNode(), "short", residual, 0, NodeRole.SKIP), "dense");
        return e;
    }

    public static Component add(Experiment e, Component component, String id, String contribution, String... settings) {
        component.setId(id);
        set(component, contribution, settings);
        e.getComponents().add(component);
        return component;
    }

    public static void set(Configured element, String contribution, String... settings) {
        element.setContribution(contribution);
        for (int i = 0; i < settings.length; i += 2) {
            Setting setting = FACTORY.createSetting();
            setting.setParameter(settings[i]);
            setting.setValue(settings[i + 1]);
            element.getSettings().add(setting);
        }
    }

    public static Connection connect(Experiment e, Component source, Component target, ConnectionType type) {
        Connection connection = FACTORY.createConnection();
        connection.setSource(source);
        connection.setTarget(target);
        connection.setType(type);
        e.getConnections().add(connection);
        return connection;
    }

    public static Axis axis(Experiment e, Component component, String parameter, ValueSet values) {
        Axis axis = FACTORY.createAxis();
        axis.setComponent(component);
        axis.setParameter(parameter);
        axis.setValues(values);
        e.getSweep().getAxes().add(axis);
        return axis;
    }

    public static GeometricValues geometric(double from, double to, double ratio) {
        GeometricValues values = FACTORY.createGeometricValues();
        values.setFrom(from);
        values.setTo(to);
        values.setRatio(ratio);
        return values;
    }

    public static ListValues list(String... items) {
        ListValues values = FACTORY.createListValues();
        values.getValues().addAll(java.util.List.of(items));
        return values;
    }

    public static LayerNode layer(LayerComposition c, LayerNode node, String id, LayerNode parent, int order, NodeRole role) {
        node.setId(id);
        node.setParent(parent);
        node.setOrder(order);
        node.setRole(role);
        c.getLayers().add(node);
        return node;
    }

    public static Component component(Experiment e, String id) {
        return e.getComponents().stream().filter(c -> id.equals(c.getId())).findFirst().orElseThrow();
    }

    private static void place(DiagramLayout layout, String element, int x, int y) {
        NodeBounds bounds = LayoutFactory.eINSTANCE.createNodeBounds();
        bounds.setElement(element);
        bounds.setX(x);
        bounds.setY(y);
        bounds.setWidth(140);
        bounds.setHeight(60);
        layout.getBounds().add(bounds);
    }
}
