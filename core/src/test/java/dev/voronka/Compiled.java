package dev.voronka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles sources against voronka and its dependencies, as a host would, and tells what the compiler says. */
final class Compiled {

    private static final Pattern PACKAGE = Pattern.compile("package ([a-z0-9.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|interface|record|enum) (\\w+)");

    private Compiled() {}

    /** The errors, none if the sources are right. The classes are written below a folder. */
    static List<Diagnostic<? extends JavaFileObject>> errors(Path into, List<String> sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new DiagnosticCollector<JavaFileObject>();
        try (var files = compiler.getStandardFileManager(said, Locale.ENGLISH, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(into));
            var units = sources.stream().map(Source::new).toList();
            var options = List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
            compiler.getTask(null, files, said, options, null, units).call();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return said.getDiagnostics().stream()
                .<Diagnostic<? extends JavaFileObject>>map(d -> d)
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .toList();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///" + path(text)), Kind.SOURCE);
            this.text = text;
        }

        private static String path(String text) {
            var in = PACKAGE.matcher(text);
            var named = TYPE.matcher(text);
            return (in.find() ? in.group(1).replace('.', '/') + "/" : "")
                    + (named.find() ? named.group(1) : "package-info") + ".java";
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
