namespace Muster.WebFront.Wording;

/// <summary>Names the words that citizens read: CitizenWording.resx and its translations.</summary>
public sealed class CitizenWording;
