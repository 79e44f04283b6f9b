using FsCheck;
using FsCheck.Fluent;

namespace Muster.Tests.Support;

/// <summary>Something that holds for every sequence of choices. A failure names its seed and the shortest sequence that was found.</summary>
internal static class Property
{
    public static void Holds(Action<Tape> about, int runs = 300, int longest = 400) =>
        Prop.ForAll<byte[]>(bytes => about(new Tape(bytes)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(runs).WithEndSize(longest));
}
