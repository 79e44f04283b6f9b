using Microsoft.Extensions.Localization;
using Muster.Agencies;
using Muster.WebFront.Wording;

namespace Muster.WebFront.Admin;

/// <summary>What is wrong with which field, in words for the person who filled it in.</summary>
public sealed record FieldProblem(string Field, string Words)
{
    /// <summary>Words of the field's own where there are some.</summary>
    internal static FieldProblem Of(AccountProblem problem, IStringLocalizer<AdminWording> say)
    {
        var own = say[$"Fault.{problem.Field}.{problem.Fault}"];
        return new FieldProblem(problem.Field, own.ResourceNotFound ? say[$"Fault.{problem.Fault}", say[$"Field.{problem.Field}"]] : own);
    }
}
