import java.nio.file.Path;
import org.eclipse.emf.codegen.ecore.generator.Generator;
import org.eclipse.emf.codegen.ecore.generator.GeneratorAdapterFactory;
import org.eclipse.emf.codegen.ecore.genmodel.GenModel;
import org.eclipse.emf.codegen.ecore.genmodel.GenModelPackage;
import org.eclipse.emf.codegen.ecore.genmodel.generator.GenBaseGeneratorAdapter;
import org.eclipse.emf.codegen.ecore.genmodel.generator.GenModelGeneratorAdapterFactory;
import org.eclipse.emf.common.util.BasicMonitor;
import org.eclipse.emf.common.util.Diagnostic;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.plugin.EcorePlugin;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.emf.ecore.resource.impl.ResourceSetImpl;
import org.eclipse.emf.ecore.util.Diagnostician;
import org.eclipse.emf.ecore.xmi.impl.EcoreResourceFactoryImpl;

/**
 * Generates the Java code of an EMF model outside of Eclipse, so that no generated code is kept in the repository.
 * <p>Usage: {@code GenerateModel BUNDLE_FOLDER PATH_OF_GENMODEL_IN_IT}. Ends with code 1 and one line for each fault.</p>
 */
public final class GenerateModel {

    private GenerateModel() {
    }

    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("Usage: GenerateModel BUNDLE_FOLDER PATH_OF_GENMODEL_IN_IT");
            System.exit(2);
        }
        Path bundle = Path.of(args[0]).toAbsolutePath().normalize();
        GenModel model = load(bundle, args[1]);
        check(Diagnostician.INSTANCE.validate(model), args[1]);
        check(generate(model), args[1]);
    }

    private static GenModel load(Path bundle, String genmodel) {
        GenModelPackage.eINSTANCE.eClass();
        String name = bundle.getFileName().toString();
        // The generator writes to the platform path /<bundle>/src-gen; here it is mapped to the folder itself.
        EcorePlugin.getPlatformResourceMap().put(name, URI.createFileURI(bundle + "/"));
        ResourceSet resources = new ResourceSetImpl();
        resources.getResourceFactoryRegistry().getExtensionToFactoryMap().put("*", new EcoreResourceFactoryImpl());
        resources.getURIConverter().getURIMap().putAll(EcorePlugin.computePlatformURIMap(false));
        URI uri = URI.createPlatformResourceURI(name + "/" + genmodel, true);
        GenModel model = (GenModel) resources.getResource(uri, true).getContents().get(0);
        model.reconcile();
        model.setCanGenerate(true);
        return model;
    }

    private static Diagnostic generate(GenModel model) {
        Generator generator = new Generator();
        GeneratorAdapterFactory.Descriptor descriptor = GenModelGeneratorAdapterFactory.DESCRIPTOR;
        generator.getAdapterFactoryDescriptorRegistry().addDescriptor(GenModelPackage.eNS_URI, descriptor);
        generator.setInput(model);
        return generator.generate(model, GenBaseGeneratorAdapter.MODEL_PROJECT_TYPE, new BasicMonitor());
    }

    private static void check(Diagnostic diagnostic, String genmodel) {
        if (diagnostic.getSeverity() >= Diagnostic.ERROR) {
            print(diagnostic, genmodel);
            System.exit(1);
        }
    }

    private static void print(Diagnostic diagnostic, String genmodel) {
        if (diagnostic.getChildren().isEmpty()) {
            System.err.println(genmodel + ": " + diagnostic.getMessage());
        }
        diagnostic.getChildren().forEach(child -> print(child, genmodel));
    }
}
