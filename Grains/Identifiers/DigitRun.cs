namespace Muster.Identifiers;

/// <summary>Digits at the end of a message: the next message may complete them to an identifier.</summary>
/// <param name="Seq">The message.</param>
/// <param name="Digits">The digits alone; a space where one group ends and the next begins.</param>
public sealed record DigitRun(int Seq, string Digits)
{
    /// <summary>How many digits.</summary>
    public int Count => Digits.Count(unit => unit != ' ');

    /// <summary>The run from each of its groups on: a number begins where a group does.</summary>
    internal IEnumerable<string> Endings()
    {
        var groups = Digits.Split(' ');
        return Enumerable.Range(0, groups.Length).Select(first => string.Concat(groups.Skip(first)));
    }
}
