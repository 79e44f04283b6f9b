namespace Muster.Records;

/// <summary>Digits at the end of a message: the next message may complete them to an identifier.</summary>
/// <param name="Seq">The message.</param>
/// <param name="Digits">The digits alone.</param>
public sealed record DigitRun(int Seq, string Digits);
