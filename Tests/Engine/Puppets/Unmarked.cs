namespace Muster.Tests.Engine.Puppets;

/// <summary>A type no call can carry.</summary>
public sealed class Unmarked
{
    public string Text { get; set; } = "";
}
