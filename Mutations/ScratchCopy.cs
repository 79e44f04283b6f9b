using System.Diagnostics;

namespace Muster.Mutations;

/// <summary>A copy of the source in which every check can be put out of order by a number in the environment: it is built once.</summary>
internal sealed class ScratchCopy(string source, string folder)
{
    private static readonly string[] Mutated = ["Grains", "WebFront"];

    public string Tests => Path.Combine(folder, "Tests/bin/Embedded/Release/net10.0/Muster.Tests.dll");

    /// <summary>The checks in their order, each with the number of its first mutant.</summary>
    public IReadOnlyList<(int Number, Check Check)> Make()
    {
        var numbered = new List<(int, Check)>();
        var next = 1;
        foreach (var file in Git("ls-files", "--cached", "--others", "--exclude-standard").Where(file => File.Exists(Path.Combine(source, file))))
        {
            var target = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (!file.EndsWith(".cs", StringComparison.Ordinal) || !Mutated.Any(part => file.StartsWith($"{part}/", StringComparison.Ordinal)))
            {
                CopyTo(target, file);
                continue;
            }

            var text = File.ReadAllText(Path.Combine(source, file));
            var checks = Checks.In(file, text).Select(check => { var number = next; next += check.Mutants.Count; return (Number: number, Check: check); }).ToList();
            foreach (var (number, check) in checks.AsEnumerable().Reverse())
                text = text[..check.Span.Start] + check.With(number) + text[check.Span.End..];
            Write(target, text);
            numbered.AddRange(checks);
        }

        foreach (var part in Mutated)
            Write(Path.Combine(folder, part, "Mutant.cs"), TestRunner.Switch);
        Write(Path.Combine(folder, TestRunner.File), TestRunner.Source);
        return numbered;
    }

    public bool Build()
    {
        using var build = Process.Start(new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            ArgumentList =
            {
                "build", "Tests", "-c", "Release", "-p:Engine=Embedded", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false",
                "-p:GenerateDocumentationFile=false", "-p:NoWarn=CS8602%3BCS8604%3BCS8629%3BCS8600%3BCS8603%3BCS8620", "--nologo", "-v", "quiet", "-nodeReuse:false",
                "-p:UseSharedCompilation=false",
            },
        })!;
        build.WaitForExit();
        return build.ExitCode == 0;
    }

    private void CopyTo(string target, string file)
    {
        if (file == "Tests/Tests.csproj")
            Write(target, File.ReadAllText(Path.Combine(source, file)).Replace("<OutputType>Exe</OutputType>", $"<OutputType>Exe</OutputType><StartupObject>{TestRunner.Entry}</StartupObject>", StringComparison.Ordinal));
        else
            File.Copy(Path.Combine(source, file), target, overwrite: true);
    }

    private static void Write(string target, string text)
    {
        if (!File.Exists(target) || File.ReadAllText(target) != text)
            File.WriteAllText(target, text);
    }

    private string[] Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", source, .. arguments]) { RedirectStandardOutput = true })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
