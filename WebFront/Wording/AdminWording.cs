namespace Muster.WebFront.Wording;

/// <summary>Names the words that administrators and auditors read: AdminWording.resx and its translations.</summary>
public sealed class AdminWording;
