namespace Muster.Tests.Engine.Puppets;

/// <summary>A subclass where its base is expected.</summary>
[GenerateSerializer]
public sealed record FragileParcel(string Label, List<string> Things, int Layers) : Parcel(Label, Things);
