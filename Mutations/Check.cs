using Microsoft.CodeAnalysis.Text;

namespace Muster.Mutations;

/// <summary>A place in the source that decides who may.</summary>
/// <param name="File">From the root of the repository.</param>
/// <param name="Line">From 1.</param>
/// <param name="Member">The method or property it stands in.</param>
/// <param name="Span">What is replaced.</param>
/// <param name="Text">As it stands there.</param>
/// <param name="Kind">How it is put out of order.</param>
internal sealed record Check(string File, int Line, string Member, TextSpan Span, string Text, CheckKind Kind)
{
    public string OnOneLine => string.Join(' ', Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether that leaves it as it is.</summary>
    public bool IsAlready(string how) => (how, Text) is ("always true", "true") or ("always false", "false");

    /// <summary>In what ways it can be wrong.</summary>
    public IReadOnlyList<string> Mutants => Kind switch
    {
        CheckKind.Condition => ["always true", "always false"],
        CheckKind.Binding or CheckKind.Filling => ["always false"],
        CheckKind.NegatedBinding => ["always true"],
        CheckKind.Audience => ["for citizens and staff"],
        CheckKind.Roles => ["for all staff"],
        CheckKind.OwnSite => ["from any site"],
        CheckKind.Taken => ["left in"],
        _ => ["left out"],
    };

    /// <param name="number">That of its first mutant.</param>
    public string With(int number) => Kind switch
    {
        CheckKind.Condition => $"global::Muster.Mutant.Of({number}, {Text})",
        CheckKind.Binding => $"(!global::Muster.Mutant.Is({number}) && {Text})",
        CheckKind.Filling => $"({Text} & !global::Muster.Mutant.Is({number}))",
        CheckKind.NegatedBinding => $"(global::Muster.Mutant.Is({number}) || {Text})",
        CheckKind.Audience => $"global::Muster.Mutant.Is({number}) ? Audiences.Both : {Text}",
        CheckKind.Roles => $"global::Muster.Mutant.None({number}, {Text})",
        CheckKind.OwnSite => $"global::Muster.Mutant.Is({number}) ? gate.Open({Text}) : gate.OpenWrite({Text})",
        CheckKind.Taken => $"global::Muster.Mutant.Is({number}) ? entry.{Text}",
        _ => $"if (!global::Muster.Mutant.Is({number})) {Text}",
    };
}

/// <summary>How a check is put out of order.</summary>
internal enum CheckKind
{
    /// <summary>A condition.</summary>
    Condition,

    /// <summary>A condition that names what it has found: without it, there is nothing to go on with.</summary>
    Binding,

    /// <summary>A call that fills what it is given, whatever it answers.</summary>
    Filling,

    /// <summary>A binding the other way round.</summary>
    NegatedBinding,

    /// <summary>Whom a conversation's route is for.</summary>
    Audience,

    /// <summary>Which staff a route is for.</summary>
    Roles,

    /// <summary>That no other site may write through a route.</summary>
    OwnSite,

    /// <summary>What is taken out of an entry.</summary>
    Taken,

    /// <summary>A statement that notes or asks.</summary>
    Statement,
}
