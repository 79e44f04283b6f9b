namespace Muster.WebFront.Citizen;

/// <summary>What is wrong with which field, in words for the person who filled it in.</summary>
public sealed record FieldError(string Field, string Words);
