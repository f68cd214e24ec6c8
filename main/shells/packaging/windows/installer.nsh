; What the installer does besides copying files: `facet` comes on the user's PATH, and goes from it with Facet.
;
; NSIS reads no more than 1024 characters of a value of the registry, and would write a longer PATH back cut off. So it does not touch
; the PATH: the installed program does (main/shells/windows/userPath.ts), through reg.exe, with every character as it was.
; Only the user's own variable is changed: nobody has to be an administrator.

!include WinMessages.nsh

!macro facetPath what
  nsExec::Exec /TIMEOUT=60000 '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --facet-path=${what}'
  Pop $0
  ${If} $0 == 0
    ; Terminals that are opened from now on know of it.
    SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=5000
  ${EndIf}
!macroend

!macro customInstall
  !insertmacro facetPath add
!macroend

; Runs before the files go, and not where a newer version comes in their place.
!macro customUnInstall
  ${IfNot} ${isUpdated}
    !insertmacro facetPath remove
  ${EndIf}
!macroend
