# Sourced by ./run and ./test, which have set $root: which engine this machine's package feed allows, remembered in .engine.props.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# Sets $engine. Engine given by hand (Engine=Embedded ./run) wins and is not remembered. Of Orleans' provider packages, a set that the feed
# lacks is left out.
find_engine() {
  local remembered=$root/.engine.props adonet=true azurestorage=true
  if [ -z "${Engine:-}" ] && [ ! -f "$remembered" ]; then
    engine=Orleans
    if ! restores true true; then
      if restores true false; then azurestorage=false
      elif restores false true; then adonet=false
      elif restores false false; then adonet=false azurestorage=false
      else engine=Embedded adonet=false azurestorage=false
      fi
    fi
    {
      printf '<Project>\n  <PropertyGroup>\n'
      remember Engine "$engine"
      remember AdoNet "$adonet"
      remember AzureStorage "$azurestorage"
      printf '  </PropertyGroup>\n</Project>\n'
    } > "$remembered.$$"
    mv "$remembered.$$" "$remembered"
  fi
  engine=${Engine:-$(sed -n "s/.*== ''\">\(.*\)<\/Engine>.*/\1/p" "$remembered")}
}

restores() { dotnet restore "$root/Silo" -p:Engine=Orleans -p:AdoNet="$1" -p:AzureStorage="$2" --nologo -v quiet >/dev/null 2>&1; }

remember() { printf '    <%s Condition="%s">%s</%s>\n' "$1" "'\$($1)' == ''" "$2" "$1"; }

# build PROJECT ENGINE: builds if anything it could be made of changed since; quick when nothing did. The two engines may be built side by side.
build() {
  local project=$1 engine=$2 folder stamp=$root/$1/obj/$2/built
  for folder in "$root"/*/*.csproj; do mkdir -p "$(dirname "$folder")/bin/$engine" "$(dirname "$folder")/obj/$engine"; done
  exec 9>"$root/.build.$engine.lock"
  if command -v flock >/dev/null; then flock 9; fi
  if [ ! -f "$stamp" ] || [ -n "$(changed_since "$stamp")" ]; then
    echo "Building $project with the $engine engine ..."
    touch "$stamp.started"
    local said
    if ! said=$(dotnet build "$root/$project" -c Release -p:Engine="$engine" --nologo -v quiet -nodeReuse:false -p:UseSharedCompilation=false 2>&1); then
      echo "$said"
      exec 9>&-
      return 1
    fi
    if [ "$project" = Tests ]; then cp -p "$stamp.started" "$root/Silo/obj/$engine/built"; fi # it was built on the way
    mv "$stamp.started" "$stamp"
  fi
  exec 9>&-
}

# Folders count too: a file that is gone changes its folder.
changed_since() {
  find "$root" -mindepth 1 \( -name bin -o -name obj -o -name data -o -name '.?*' -o -name docs -o -name deploy -o -name artifacts \) -prune -o -newer "$1" -print -quit
  find "$root" -maxdepth 1 -name '.editorconfig' -newer "$1" -print -quit
}
