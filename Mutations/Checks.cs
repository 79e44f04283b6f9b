using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Muster.Mutations;

/// <summary>
/// Finds what decides who may, without any mark in the source: every condition in the grains and the front that mentions the caller; every
/// condition of the members named here, which authenticate or decide without naming one; whom each route is for; and what notes a foreign caller.
/// </summary>
internal static class Checks
{
    private static readonly HashSet<string> Callers = ["caller", "Caller", "IsStaff", "citizen", "roles"];

    /// <summary>Members that decide throughout.</summary>
    private static readonly Dictionary<string, string[]> Deciding = new()
    {
        ["WebFront/Api/Gate.cs"] = ["OpenWrite", "Staff", "Account", "IsCitizens", "Call", "Citizen", "Member", "Whose"],
        ["WebFront/Security/StaffSessions.cs"] = ["Of", "Whose", "MayGoOn", "Ask", "Look"],
        ["Grains/Agencies/AccountGrain.cs"] =
        [
            "Enter", "EnterByAssertion", "Session", "Touch", "Lock", "Unlock", "ChangePassword", "BeginSecondFactor", "ConfirmSecondFactor", "RenewRecoveryCodes",
            "OwnSecurity", "EndOthers", "EnterWith", "Own", "IsPassword",
        ],
        ["Grains/Agencies/AccountRules.cs"] = ["Admits", "Find", "Device", "StateOf", "IsLocked"],
        ["WebFront/Security/ForeignSite.cs"] = ["Sends", "IsOurs"],
        ["WebFront/Security/StaffCookie.cs"] = ["Read"],
        ["WebFront/Security/CitizenTokens.cs"] = ["Citizen"],
        ["WebFront/Security/Seal.cs"] = ["Open"],
        ["WebFront/Live/Audience.cs"] = ["IsHiddenFrom", "MaySee", "MayFollow", "Watches"],
        ["WebFront/Citizen/CitizenDesk.cs"] = ["CallerOf"],
        ["WebFront/Screens/OwnForms.cs"] = ["InvokeAsync"],
        ["WebFront/Admin/AdminDoor.cs"] = ["Open"],
        ["Grains/Conversations/ConversationAccess.cs"] = ["MayRead", "IsAdvisedBy", "ExpertAmong", "MayWrite", "IsHeldBy", "IsOverseenBy", "WasTransferredBy", "For"],
        ["Grains/Metrics/MetricsKey.cs"] = ["MaySee"],
    };

    public static IReadOnlyList<Check> In(string file, string source)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetRoot();
        if (Deciding.TryGetValue(file, out var members)
            && members.Except(root.DescendantNodes().OfType<MethodDeclarationSyntax>().Select(method => method.Identifier.Text)).FirstOrDefault() is { } gone)
        {
            throw new InvalidOperationException($"{file} has no {gone} any more: say in Mutations/Checks.cs what decides in its place.");
        }

        var checks = Conditions(root)
            .Where(condition => Decides(file, condition))
            .Select(condition => Of(file, condition, KindOf(condition)))
            .Concat(Routes(file, root))
            .Concat(Taken(file, root))
            .Concat(Notes(file, root))
            .OrderBy(check => check.Span.Start).ThenByDescending(check => check.Span.Length).ToList();

        var outermost = new List<Check>();
        foreach (var check in checks.Where(check => outermost.Count == 0 || check.Span.Start >= outermost[^1].Span.End))
            outermost.Add(check);
        return outermost;
    }

    private static bool Decides(string file, SyntaxNode condition) =>
        (condition is not LiteralExpressionSyntax && condition.DescendantTokens().Any(token => Callers.Contains(token.Text)))
        || IsArmByCaller(condition)
        || (Deciding.TryGetValue(file, out var members)
            && condition.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault() is { } method && members.Contains(method.Identifier.Text));

    /// <summary>What one role is answered in a switch over the caller's.</summary>
    private static bool IsArmByCaller(SyntaxNode condition) =>
        condition.Parent is SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax { GoverningExpression: var governing } }
        && governing.DescendantTokens().Any(token => Callers.Contains(token.Text));

    /// <summary>The parts of every condition that say yes or no by themselves.</summary>
    private static IEnumerable<ExpressionSyntax> Conditions(SyntaxNode root) => root.DescendantNodes().SelectMany(node => node switch
    {
        IfStatementSyntax branch => Parts(branch.Condition),
        WhileStatementSyntax loop => Parts(loop.Condition),
        ConditionalExpressionSyntax choice => Parts(choice.Condition),
        WhenClauseSyntax clause => Parts(clause.Condition),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both => Parts(both),
        LambdaExpressionSyntax { ExpressionBody: BinaryExpressionSyntax or IsPatternExpressionSyntax } lambda when IsComparison(lambda.ExpressionBody) => Parts(lambda.ExpressionBody),
        MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.BoolKeyword } } method =>
            method.ExpressionBody is { } body ? Parts(body.Expression)
            : method.DescendantNodes().OfType<ReturnStatementSyntax>().Where(end => end.Expression is not null).SelectMany(end => Parts(end.Expression!)),
        PropertyDeclarationSyntax { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.BoolKeyword }, ExpressionBody: { } body } => Parts(body.Expression),
        _ => [],
    }).DistinctBy(part => part.Span);

    private static IEnumerable<ExpressionSyntax> Parts(ExpressionSyntax condition) => condition switch
    {
        ParenthesizedExpressionSyntax inner => Parts(inner.Expression),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } negated => Parts(negated.Operand),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both => [.. Parts(both.Left), .. Parts(both.Right)],
        ConditionalExpressionSyntax choice => [.. Parts(choice.Condition), .. Parts(choice.WhenTrue), .. Parts(choice.WhenFalse)],
        SwitchExpressionSyntax choice => choice.Arms.SelectMany(arm => Parts(arm.Expression)),
        _ => [condition],
    };

    private static bool IsComparison(ExpressionSyntax expression) => expression is IsPatternExpressionSyntax
        || expression.RawKind is (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression;

    private static CheckKind KindOf(ExpressionSyntax condition) =>
        !condition.DescendantNodes().Any(node => node is SingleVariableDesignationSyntax) ? CheckKind.Condition
        : condition is InvocationExpressionSyntax ? CheckKind.Filling
        : condition is IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax } ? CheckKind.NegatedBinding
        : CheckKind.Binding;

    private static IEnumerable<Check> Routes(string file, SyntaxNode root) =>
        from call in root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "gate" } }
        let name = ((MemberAccessExpressionSyntax)call.Expression).Name.Identifier.Text
        let arguments = call.ArgumentList.Arguments
        let roles = arguments.Skip(1).Where(argument => argument.NameColon is null && !argument.ToString().StartsWith("Allowance.", StringComparison.Ordinal)).ToList()
        let check = (name, roles.Count) switch
        {
            ("Conversation", > 0) => Of(file, roles[0], CheckKind.Audience),
            ("Staff", > 0) => Of(file, root.SyntaxTree.GetText().ToString(TextSpan.FromBounds(roles[0].SpanStart, roles[^1].Span.End)), TextSpan.FromBounds(roles[0].SpanStart, roles[^1].Span.End), root, CheckKind.Roles),
            ("OpenWrite", _) => Of(file, arguments[0].ToString(), call.Span, root, CheckKind.OwnSite),
            _ => null,
        }
        where check is not null
        select check;

    private static IEnumerable<Check> Taken(string file, SyntaxNode root) => !file.EndsWith("ConversationAccess.cs", StringComparison.Ordinal) ? [] :
        from given in root.DescendantNodes().OfType<WithExpressionSyntax>().SelectMany(with => with.Initializer.Expressions).OfType<AssignmentExpressionSyntax>()
        select Of(file, $"{given.Left} : {given.Right}", given.Right.Span, root, CheckKind.Taken);

    private static IEnumerable<Check> Notes(string file, SyntaxNode root) =>
        from statement in root.DescendantNodes().OfType<ExpressionStatementSyntax>()
        let text = statement.ToString()
        where text.Contains(".NoteForeign(", StringComparison.Ordinal) || text == "Meet(caller);"
        select Of(file, text, statement.Span, root, CheckKind.Statement);

    private static Check Of(string file, SyntaxNode node, CheckKind kind) => Of(file, node.ToString(), node.Span, node.SyntaxTree.GetRoot(), kind);

    private static Check Of(string file, string text, TextSpan span, SyntaxNode root, CheckKind kind) =>
        new(file, root.SyntaxTree.GetLineSpan(span).StartLinePosition.Line + 1, MemberAt(root, span), span, text, kind);

    private static string MemberAt(SyntaxNode root, TextSpan span) => root.FindNode(span).AncestorsAndSelf().Select(node => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        _ => null,
    }).OfType<string>().First();
}
