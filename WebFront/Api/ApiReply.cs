namespace Muster.WebFront.Api;

/// <summary>An answer that is no problem.</summary>
/// <param name="ContentType">Null for an empty one.</param>
/// <param name="Shape">Null for text.</param>
internal sealed record ApiReply(int Status, string? ContentType, Type? Shape, string Description);
