namespace Muster.Tests.Engine.Puppets;

[GenerateSerializer]
public sealed class Pages
{
    [Id(0)]
    public string Text { get; set; } = "empty";
}
