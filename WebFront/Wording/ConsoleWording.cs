namespace Muster.WebFront.Wording;

/// <summary>Names the words that agents read: ConsoleWording.resx and its translations.</summary>
public sealed class ConsoleWording;
