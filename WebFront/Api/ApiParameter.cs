namespace Muster.WebFront.Api;

/// <summary>What a call may say beside its address and body.</summary>
internal sealed record ApiParameter(string Name, bool IsHeader, string Type, string Description);
