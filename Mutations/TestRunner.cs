namespace Muster.Mutations;

/// <summary>What is added to the copy: the switch in each mutated part, and an entry to the tests that runs them again and again in one process.</summary>
internal static class TestRunner
{
    /// <summary>Where it goes in the copy of the tests.</summary>
    public const string File = "Tests/MutantRunner.cs";

    /// <summary>Full name of the entry.</summary>
    public const string Entry = "Muster.MutantRunner";

    /// <summary>Begins the line that follows each run: the runner's exit code, and the mutants that the run could have told from what is right.</summary>
    public const string Mark = "##mutant-run ";

    public const string Switch = """
        namespace Muster;

        internal static class Mutant
        {
            public static int Active;

            /// What came out otherwise than the mutant would have it.
            public static readonly bool[] Told = new bool[100_000];

            public static bool Is(int number)
            {
                Told[number] = true;
                return Active == number;
            }

            public static bool Of(int number, bool value)
            {
                Told[value ? number + 1 : number] = true;
                return Active == number || (Active != number + 1 && value);
            }

            public static System.Collections.Immutable.ImmutableArray<T> None<T>(int number, System.Collections.Immutable.ImmutableArray<T> all) => Is(number) ? [] : all;

            public static System.Collections.Immutable.ImmutableArray<T> None<T>(int number, params T[] all) => Is(number) ? [] : [.. all];
        }
        """;

    public const string Source = """
        using System.Reflection;

        namespace Muster;

        internal static class MutantRunner
        {
            private static readonly Type[] Switches = [.. new[] { "Muster.Grains", "Muster.WebFront" }.Select(part => Assembly.Load(part).GetType("Muster.Mutant", throwOnError: true)!)];

            private static volatile bool _isOver;

            public static async Task<int> Main(string[] args)
            {
                if (args is ["classes"])
                {
                    foreach (var type in typeof(MutantRunner).Assembly.GetTypes().Where(HasTests))
                        Console.WriteLine(type.FullName);
                    return 0;
                }

                // xunit means to end the process ten seconds after a run; it waits here until the last one is over.
                AppDomain.CurrentDomain.ProcessExit += (_, _) => { while (!_isOver) Thread.Sleep(100); };
                while (await Console.In.ReadLineAsync() is { } line)
                {
                    var words = line.Split(' ');
                    foreach (var field in Switches)
                    {
                        Array.Clear((bool[])field.GetField("Told")!.GetValue(null)!);
                        field.GetField("Active")!.SetValue(null, int.Parse(words[0]));
                    }

                    var output = Console.Out;
                    var exit = await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(["-noColor", "-noLogo", "-noAutoReporters", "-stopOnFail", .. words[1..]]);
                    Console.SetOut(output);
                    var told = Switches.SelectMany(field => ((bool[])field.GetField("Told")!.GetValue(null)!).Index().Where(one => one.Item).Select(one => one.Index));
                    Console.WriteLine($"\n##mutant-run {exit} {string.Join(',', told)}");
                }

                _isOver = true;
                return 0;
            }

            private static bool HasTests(Type type) =>
                type is { IsClass: true, IsAbstract: false } && type.GetMethods().Any(method => method.GetCustomAttributes().Any(attribute => attribute is FactAttribute));
        }
        """;
}
