namespace Muster.Tests.Storage;

/// <summary>The fact of a test.</summary>
public sealed record SomethingSaid(string Text);
