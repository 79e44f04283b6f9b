namespace Muster.Tests.Engine.Puppets;

/// <summary>What crosses a call, and in part does not.</summary>
#pragma warning disable ORLEANS0004 // The member without a number is the point.
[GenerateSerializer]
public record Parcel(string Label, List<string> Things)
{
    [Id(0)]
    public int Weight { get; init; }

    /// <summary>Without a number: lost on the way.</summary>
    public string? Note { get; init; }

    [Id(1)]
    public Parcel? Inside { get; set; }
}
