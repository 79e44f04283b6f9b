using Muster.WebFront.Security;

namespace Muster.Tests.Front;

/// <summary>What a front has signed, and what only looks like it.</summary>
public sealed class SealTests
{
    private static readonly string Mac = new('A', 43);

    private readonly Seal _seal = new(new TestKeys(1), "a purpose");

    [Fact]
    public void What_was_sealed_for_a_purpose_is_known_again_for_it_alone()
    {
        var text = _seal.Close("riverbend/aaaa");

        Assert.Equal("riverbend/aaaa", _seal.Open(text));
        Assert.Null(new Seal(new TestKeys(1), "another purpose").Open(text));
        Assert.Null(new Seal(new TestKeys(2), "a purpose").Open(text));
    }

    public static TheoryData<string> Others => new("", ".", "a", Mac, $".{Mac}", $"a.{Mac}", $"a.{Mac[1..]}", $"a.{Mac}A", $"ä.{Mac}", $"a.{new string('!', 43)}", $"{new string('a', 600)}.{Mac}");

    [Theory, MemberData(nameof(Others))]
    public void Anything_else_is_none_of_ours(string text) => Assert.Null(_seal.Open(text));
}
